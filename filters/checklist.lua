-- checklist.lua – a list to tick off, such as one for a session.
--
--   ::: {.checklist #chk-session-1 title="Session 1" minutes="50"}
--   **At the start**
--
--   - [ ] Confidentiality explained        (the "[ ]" may be left out)
--   - [x] A step that is ticked already
--   :::
--
-- Attributes: title (required), minutes (1–600). Headings and paragraphs part
-- groups. Fields of a worksheet may stand in it.
--
-- Produces: div .checklist with a label such as "Checklist · 50 minutes" and
-- the title. Each item of its bullet lists, nested ones too, begins with a span
-- .check: `name`, made from the words and unique in the checklist; `label`, the
-- words; `checked`. A checklist without a bullet list is reported and shown.

local label = 'Checklist'
local known = pandoc.List{'title', 'minutes', 'lang', 'dir'}

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

-- Boxes to tick --------------------------------------------------------------

-- A name for a form: words in lower case with hyphens, not too long.
local function slug(text)
  local s = text:lower():gsub('’', ''):gsub("'", '')
    :gsub('\xE2[\x80\x81][\x80-\xBF]', '-')
    :gsub('[%s%p%c]+', '-'):gsub('^%-', ''):gsub('%-$', '')
  if #s > 40 then
    s = s:sub(1, 41):gsub('%-[^%-]*$', '')
  end
  return s ~= '' and s or 'item'
end

-- The name, with a number when it is taken already.
local function unique(name, taken)
  local n, free = 1, name
  while taken[free] do
    n = n + 1
    free = name .. '-' .. n
  end
  taken[free] = true
  return free
end

local function is_check(inline)
  return inline and inline.t == 'Span' and inline.classes:includes('check')
end

-- What "- [ ]" and "- [x]" are to pandoc; vade has a span .check without name.
local marks = {['☐'] = 'no', ['☒'] = 'yes'}

local function mark_of(inline)
  if is_check(inline) and not inline.attributes.name then
    return inline.attributes.checked == 'true' and 'yes' or 'no'
  end
  return inline and inline.t == 'Str' and marks[inline.text]
end

-- The mark that begins the list item ("yes": ticked), taken off it; or nil.
local function take_mark(item)
  local first = item[1]
  if not first or (first.t ~= 'Plain' and first.t ~= 'Para') then
    return nil
  end
  local mark = mark_of(first.content[1])
  if mark then
    first.content:remove(1)
    if first.content[1] and first.content[1].t == 'Space' then
      first.content:remove(1)
    end
  end
  return mark
end

-- Puts a box before the item's text.
local function put_check(item, ticked, taken)
  local first = item[1]
  if not first or not first.content or not first.content[1]
    or (first.t ~= 'Plain' and first.t ~= 'Para') then
    table.insert(item, 1, pandoc.Plain{})
    first = item[1]
  end
  local text = pandoc.utils.stringify(first)
  local attr = {{'name', unique(slug(text), taken)}, {'label', text}}
  if ticked then
    attr[3] = {'checked', 'true'}
  end
  if #first.content > 0 then
    first.content:insert(1, pandoc.Space())
  end
  first.content:insert(1, pandoc.Span({}, pandoc.Attr('', {'check'}, attr)))
end

-- Gives every item of every list a box, choices of a form apart.
local function tick_lists(el)
  local taken, found = {}, false
  local result = el:walk{
    traverse = 'topdown',
    Div = function(div)
      if div.classes:includes('choice') then
        return div, false
      end
    end,
    BulletList = function(list)
      found = true
      for _, item in ipairs(list.content) do
        local ticked = take_mark(item) == 'yes'
        if not (item[1] and item[1].content and is_check(item[1].content[1]))
        then
          put_check(item, ticked, taken)
        end
      end
      return list
    end,
  }
  return result, found
end

function Div(el)
  if el.classes[1] ~= 'checklist' or el.attributes.label then
    return nil
  end
  check_attributes(el, 'checklist')
  require_title(el, 'checklist')
  local found
  el, found = tick_lists(el)
  if not found then
    complain(el, 'block-content',
      '.checklist holds no bullet list; shown as it is')
  end
  local words = pandoc.List{label}
  words:extend{minutes_of(el, 'checklist')}
  el.attributes.label = table.concat(words, ' · ')
  el.attributes.minutes = nil
  return el
end
