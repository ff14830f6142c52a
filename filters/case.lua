-- case.lua – an invented case, said to be invented at both ends.
--
--   :::: {.case #case-rosa title="Rosa, who …" age="58" area="grief"
--   setting="community clinic" outcome="good"}      (all on one line)
--   ### Referral
--   …
--   ::::
--
-- Attributes: id that begins with "case-" (required: references and the numbers
-- of cases go by it), title (required), age, area, setting, outcome.
--
-- Produces: div .sidebar .case with the label "Case" (writers add its number)
-- and the title; at its head a note that nobody in it exists and a definition
-- list of the other attributes; then the content; then the note again.

local label = 'Case'
local invented = {
  label = 'Invented case',
  head = 'Nobody in this case exists. It is made up from situations that ' ..
    'occur often.',
  foot = 'This is the end of the case. Nobody in it exists.',
}
local facts = {
  {key = 'age',     word = 'Age'},
  {key = 'area',    word = 'Problem area'},
  {key = 'setting', word = 'Setting'},
  {key = 'outcome', word = 'Outcome'},
}
local known = pandoc.List{
  'title', 'age', 'area', 'setting', 'outcome', 'lang', 'dir'
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

local function note(text)
  return pandoc.Div(
    {pandoc.Para(text)},
    pandoc.Attr('', {'note', 'invented'}, {label = invented.label}))
end

function Div(el)
  if el.classes[1] ~= 'case' then
    return nil
  end
  check_attributes(el, 'case')
  require_title(el, 'case')
  if not el.identifier:match('^case%-.') then
    complain(el, 'block-attr',
      ('id "%s" of .case does not begin with "case-"; the case cannot be '
        .. 'referred to (give #case-…)'):format(el.identifier))
  end
  if #el.content == 0 then
    complain(el, 'block-content', '.case is empty; shown with its notes only')
  end
  local card = facts_of(el, facts)
  if card then
    el.content:insert(1, card)
  end
  el.content:insert(1, note(invented.head))
  el.content:insert(note(invented.foot))
  el.classes:insert(1, 'sidebar')
  el.attributes.label = label
  return el
end
