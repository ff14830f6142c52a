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

local block = require 'lib.block'
local complain = block.complain

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
local known = block.attributes{'title', 'age', 'area', 'setting', 'outcome'}

local function note(text)
  return pandoc.Div(
    {pandoc.Para(text)},
    pandoc.Attr('', {'note', 'invented'}, {label = invented.label}))
end

function Div(el)
  if el.classes[1] ~= 'case' then
    return nil
  end
  block.check_attributes(el, 'case', known)
  block.require_title(el, 'case')
  block.require_id(el, 'case', 'case-')
  if #el.content == 0 then
    complain(el, 'block-content', '.case is empty; shown with its notes only')
  end
  block.put_facts(el, facts)
  el.content:insert(1, note(invented.head))
  el.content:insert(note(invented.foot))
  el.classes:insert(1, 'sidebar')
  el.attributes.label = label
  return el
end
