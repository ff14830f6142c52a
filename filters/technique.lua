-- technique.lua – a card with the steps of a technique.
--
--   ::: {.technique title="Role play" purpose="…" when="…" not-when="…"
--   time="15 minutes"}                              (all on one line)
--   1. The first step.
--   2. The second step.
--
--   Notes, if any.
--   :::
--
-- Attributes: title (required), purpose, when, not-when, time.
--
-- Produces: div .sidebar .technique with the label "Technique" and the title;
-- at its head a definition list of the other attributes, then the content. A
-- card without a numbered list is reported and shown as it is.

local label = 'Technique'
local facts = {
  {key = 'purpose',  word = 'Purpose'},
  {key = 'when',     word = 'When'},
  {key = 'not-when', word = 'Not when'},
  {key = 'time',     word = 'Time'},
}
local known = pandoc.List{
  'title', 'purpose', 'when', 'not-when', 'time', 'lang', 'dir'
}

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

-- The attributes of the table that are there, as a definition list, and taken
-- off the block; or nil.
local function facts_of(el, facts)
  local items = {}
  for _, fact in ipairs(facts) do
    local text = el.attributes[fact.key]
    if text then
      text = text:gsub('^%l', string.upper)
      items[#items + 1] = {
        pandoc.Plain(fact.word).content, {{pandoc.Plain(text)}}
      }
      el.attributes[fact.key] = nil
    end
  end
  return #items > 0 and pandoc.DefinitionList(items) or nil
end

function Div(el)
  if el.classes[1] ~= 'technique' then
    return nil
  end
  check_attributes(el, 'technique')
  require_title(el, 'technique')
  if not el.content:find_if(function(b) return b.t == 'OrderedList' end) then
    complain(el, 'block-content',
      '.technique holds no numbered list of steps; shown as it is')
  end
  local card = facts_of(el, facts)
  if card then
    el.content:insert(1, card)
  end
  el.classes:insert(1, 'sidebar')
  el.attributes.label = label
  return el
end
