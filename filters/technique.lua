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

local block = require 'lib.block'
local complain = block.complain

local label = 'Technique'
local facts = {
  {key = 'purpose',  word = 'Purpose'},
  {key = 'when',     word = 'When'},
  {key = 'not-when', word = 'Not when'},
  {key = 'time',     word = 'Time'},
}
local known = block.attributes{'title', 'purpose', 'when', 'not-when', 'time'}

function Div(el)
  if el.classes[1] ~= 'technique' then
    return nil
  end
  block.check_attributes(el, 'technique', known)
  block.require_title(el, 'technique')
  if not block.holds(el, 'OrderedList') then
    complain(el, 'block-content',
      '.technique holds no numbered list of steps; shown as it is')
  end
  block.put_facts(el, facts)
  el.classes:insert(1, 'sidebar')
  el.attributes.label = label
  return el
end
