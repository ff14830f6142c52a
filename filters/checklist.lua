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

local block = require 'lib.block'
local complain = block.complain

local label = 'Checklist'
local known = block.attributes{'title', 'minutes'}

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
        local ticked = block.take_mark(item) == 'yes'
        local content = item[1] and item[1].content
        if not (content and block.is_check(content[1])) then
          block.put_check(item, ticked, taken)
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
  block.check_attributes(el, 'checklist', known)
  block.require_title(el, 'checklist')
  local found
  el, found = tick_lists(el)
  if not found then
    complain(el, 'block-content',
      '.checklist holds no bullet list; shown as it is')
  end
  local words = pandoc.List{label}
  words:extend{block.minutes_of(el, 'checklist')}
  el.attributes.label = table.concat(words, ' · ')
  el.attributes.minutes = nil
  return el
end
