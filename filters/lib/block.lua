-- block.lua – what the standard filters share; `require 'lib.block'` gives a
-- table of these functions. vade finds it beside the filter, below the manual's
-- filters/ or in itself; pandoc needs LUA_PATH='filters/?.lua;;'.
--
--   complain(el, code, text)      reports a finding at the element
--   hint(word, list)              '; did you mean "level"?', or ''
--   attributes(list)              a List of those, and of what all blocks have
--   check_attributes(el, block, known)
--   require_title(el, block)
--   require_id(el, block, prefix) reports what is unknown or missing
--   check_word(el, key, list, done)
--                                 whether the attribute, if it is there, is one
--                                 word of the list; else reported as `done`
--   minutes_of(el, block)         "20 minutes", or nil
--   put_facts(el, facts)          attributes become a definition list
--   holds(el, t)                  whether a block of that type is in it
--   slug(text)                    a name for a form
--   unique(name, taken)           the name, or with a number
--   is_check(inline), take_mark(item), put_check(item, ticked, taken)
--                                 boxes to tick, at the head of list items
--
-- `block` is the name of the class, `known` a list made by attributes().

local block = {}

-- Findings -------------------------------------------------------------------

-- Without vade (in pandoc) on standard error.
function block.complain(el, code, text)
  if vade then
    vade.error(el, code, text)
  else
    io.stderr:write('error: ', text, ' [', code, ']\n')
  end
end
local complain = block.complain

function block.hint(word, list)
  local near = vade and vade.near(word, list)
  return near and ('; did you mean "%s"?'):format(near) or ''
end
local hint = block.hint

-- Attributes -----------------------------------------------------------------

function block.attributes(list)
  local known = pandoc.List(list):clone()
  known:extend{'lang', 'dir'}
  return known
end

-- Attributes that no one reads stay on the block, where writers pass them on.
function block.check_attributes(el, name, known)
  for key in pairs(el.attributes) do
    if not known:includes(key) and not key:match('^data%-') then
      complain(el, 'block-attr',
        ('unknown attribute "%s" of .%s, passed on unread%s')
          :format(key, name, hint(key, known)))
    end
  end
end

function block.require_title(el, name)
  if not el.attributes.title then
    complain(el, 'block-attr',
      ('.%s has no title; shown with its label only (give title="…")')
        :format(name))
  end
end

-- References, numbers and files go by the id.
function block.require_id(el, name, prefix)
  if el.identifier:sub(1, #prefix) ~= prefix or el.identifier == prefix then
    complain(el, 'block-attr',
      ('id "%s" of .%s does not begin with "%s"; the %s cannot be ' ..
        'referred to (give #%s…)')
        :format(el.identifier, name, prefix, name, prefix))
  end
end

function block.check_word(el, key, list, done)
  local word = el.attributes[key]
  if not word or list:includes(word) then
    return true
  end
  complain(el, 'block-attr',
    ('%s "%s" of .%s is none of %s; %s%s')
      :format(key, word, el.classes[1], table.concat(list, ', '), done,
        hint(word, list)))
  return false
end

-- What is no number stays as written.
function block.minutes_of(el, name)
  local text = el.attributes.minutes
  local number = text and tonumber(text:match('^%d+$') or '')
  if text and (not number or number < 1 or number > 600) then
    complain(el, 'block-attr',
      ('minutes "%s" of .%s is no whole number from 1 to 600; shown as written')
        :format(text, name))
    return text
  end
  return number and (number == 1 and '1 minute' or number .. ' minutes')
end

-- Those attributes of the table {key = …, word = …} that are there are taken
-- off the block and head it as a definition list.
function block.put_facts(el, facts)
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
  if #items > 0 then
    el.content:insert(1, pandoc.DefinitionList(items))
  end
end

-- Content --------------------------------------------------------------------

function block.holds(el, t)
  return el.content:find_if(function(b) return b.t == t end) ~= nil
end

-- Words in lower case with hyphens, not too long.
function block.slug(text)
  local s = text:lower():gsub('’', ''):gsub("'", '')
    :gsub('\xE2[\x80\x81][\x80-\xBF]', '-')
    :gsub('[%s%p%c]+', '-'):gsub('^%-', ''):gsub('%-$', '')
  if #s > 40 then
    s = s:sub(1, 41):gsub('%-[^%-]*$', '')
  end
  return s ~= '' and s or 'item'
end

function block.unique(name, taken)
  local n, free = 1, name
  while taken[free] do
    n = n + 1
    free = name .. '-' .. n
  end
  taken[free] = true
  return free
end

-- Boxes to tick --------------------------------------------------------------

function block.is_check(inline)
  return inline and inline.t == 'Span' and inline.classes:includes('check')
end

-- What "- [ ]" and "- [x]" are to pandoc; vade has a span .check without name.
local marks = {['☐'] = 'no', ['☒'] = 'yes'}

local function mark_of(inline)
  if block.is_check(inline) and not inline.attributes.name then
    return inline.attributes.checked == 'true' and 'yes' or 'no'
  end
  return inline and inline.t == 'Str' and marks[inline.text]
end

local function has_text(item)
  local first = item[1]
  return first and (first.t == 'Plain' or first.t == 'Para')
end

-- The mark that begins the list item ("yes": ticked), taken off it; or nil.
function block.take_mark(item)
  if not has_text(item) then
    return nil
  end
  local content = item[1].content
  local mark = mark_of(content[1])
  if mark then
    content:remove(1)
    if content[1] and content[1].t == 'Space' then
      content:remove(1)
    end
  end
  return mark
end

-- Puts a box before the item's text, named by it.
function block.put_check(item, ticked, taken)
  if not has_text(item) or not item[1].content[1] then
    table.insert(item, 1, pandoc.Plain{})
  end
  local first = item[1]
  local text = pandoc.utils.stringify(first)
  local attr = {
    {'name', block.unique(block.slug(text), taken)}, {'label', text}
  }
  if ticked then
    attr[3] = {'checked', 'true'}
  end
  if #first.content > 0 then
    first.content:insert(1, pandoc.Space())
  end
  first.content:insert(1, pandoc.Span({}, pandoc.Attr('', {'check'}, attr)))
end

return block
