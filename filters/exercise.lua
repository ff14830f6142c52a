-- exercise.lua – something to do in training, with guidance for the trainer.
--
--   :::: {.exercise title="Two words" minutes="10" for="pairs"}
--   What to do.
--
--   ::: answers
--   What to look for.
--   :::
--   ::::
--
-- Attributes: title (required), minutes (1–600), for = trainer | pairs | group
-- | alone. Of `answers`: title.
--
-- Produces: div .sidebar .exercise with a label such as "Exercise · in pairs ·
-- 10 minutes" and the title; its answers become div .note .answers with the
-- label "For the trainer". Answers outside of an exercise are reported and
-- shown in the same way.

local label, answers_label = 'Exercise', 'For the trainer'
local ways = {
  trainer = 'for the trainer',
  pairs = 'in pairs',
  group = 'in a group',
  alone = 'alone',
}
local way_names = pandoc.List{'trainer', 'pairs', 'group', 'alone'}
local known = pandoc.List{'title', 'minutes', 'for', 'lang', 'dir'}

-- Findings (these two functions are the same in every filter) ----------------

-- Reports at the element; without vade (in pandoc) on standard error.
local function complain(el, code, text)
  if vade then
    vade.error(el, code, text)
  else
    io.stderr:write('error: ', text, ' [', code, ']\n')
  end
end

-- '; did you mean "level"?' when a word of the list is near.
local function hint(word, list)
  local near = vade and vade.near(word, list)
  return near and ('; did you mean "%s"?'):format(near) or ''
end

-- Attributes that no one reads stay on the block, where writers pass them on.
local function check_attributes(el, block)
  for key in pairs(el.attributes) do
    if not known:includes(key) and not key:match('^data%-') then
      complain(el, 'block-attr',
        ('unknown attribute "%s" of .%s, passed on unread%s')
          :format(key, block, hint(key, known)))
    end
  end
end

local function require_title(el, block)
  if not el.attributes.title then
    complain(el, 'block-attr',
      ('.%s has no title; shown with its label only (give title="…")')
        :format(block))
  end
end

-- "20 minutes", or nil when there is none; what is no number stays as written.
local function minutes_of(el, block)
  local text = el.attributes.minutes
  local number = text and tonumber(text:match('^%d+$') or '')
  if text and (not number or number < 1 or number > 600) then
    complain(el, 'block-attr',
      ('minutes "%s" of .%s is no whole number from 1 to 600; shown as written')
        :format(text, block))
    return text
  end
  return number and (number == 1 and '1 minute' or number .. ' minutes')
end

local function way_of(el)
  local name = el.attributes['for']
  if name and not ways[name] then
    complain(el, 'block-attr',
      ('for "%s" of .exercise is none of %s; shown as written%s')
        :format(name, table.concat(way_names, ', '), hint(name, way_names)))
  end
  return ways[name or ''] or name
end

local function answers(el)
  el.classes:insert(1, 'note')
  el.attributes.label = answers_label
  return el
end

local function is_answers(el)
  return el.classes[1] == 'answers'
end

local function exercise(el)
  if el.classes[1] ~= 'exercise' then
    return nil
  end
  check_attributes(el, 'exercise')
  require_title(el, 'exercise')
  if #el.content == 0 then
    complain(el, 'block-content', '.exercise is empty; shown with its title')
  end
  local words = pandoc.List{label}
  words:extend{way_of(el)}
  words:extend{minutes_of(el, 'exercise')}
  el = el:walk{Div = function(inner)
    return is_answers(inner) and answers(inner) or nil
  end}
  el.classes:insert(1, 'sidebar')
  el.attributes.label = table.concat(words, ' · ')
  el.attributes.minutes, el.attributes['for'] = nil, nil
  return el
end

local function stray_answers(el)
  if not is_answers(el) then
    return nil
  end
  complain(el, 'block-content',
    '.answers stands outside of an .exercise; shown here')
  return answers(el)
end

return {{Div = exercise}, {Div = stray_answers}}
