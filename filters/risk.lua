-- risk.lua – what to look for and what to do when someone is not safe.
--
--   ::: {.risk}                 attributes: title (optional)
--   Ask about it directly, and act on the answer.
--   :::
--
-- Produces: div .warning .risk with the label "Safety", holding the content as
-- it is. Themes and writers never fold, hide or leave out this block; so it
-- may stand anywhere, also in a worksheet or a case. An empty one is reported.

local block = require 'lib.block'
local complain = block.complain

local label = 'Safety'
local known = block.attributes{'title'}

function Div(el)
  if el.classes[1] ~= 'risk' then
    return nil
  end
  block.check_attributes(el, 'risk', known)
  if #el.content == 0 then
    complain(el, 'block-content', '.risk is empty; shown with its label only')
  end
  el.classes:insert(1, 'warning')
  el.attributes.label = label
  return el
end
