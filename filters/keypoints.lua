-- keypoints.lua – what to remember from a page.
--
--   ::: {.keypoints}            attributes: title (optional)
--   - The first thing.
--   - The second thing.
--   :::
--
-- Produces: div .important .keypoints with the label "Key points", holding the
-- list as it is. A block without a bullet list is reported and shown as it is.

local block = require 'lib.block'
local complain = block.complain

local label = 'Key points'
local known = block.attributes{'title'}

function Div(el)
  if el.classes[1] ~= 'keypoints' then
    return nil
  end
  block.check_attributes(el, 'keypoints', known)
  if not block.holds(el, 'BulletList') then
    complain(el, 'block-content',
      '.keypoints holds no bullet list; shown as it is')
  end
  el.classes:insert(1, 'important')
  el.attributes.label = label
  return el
end
