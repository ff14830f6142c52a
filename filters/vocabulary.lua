-- vocabulary.lua – the last filter: only blocks that writers know are left.
--
-- Every div with classes must have one of the core vocabulary (§2 of
-- generator/vocabulary.md). One that has none is reported with the nearest
-- name, and shown as plain content. A block that a standard filter reads is
-- named with that filter: it is missing in `filters`, or stands after another
-- class (the first class says what a block is).
--
-- Produces: nothing; the document stays as it is.

local block = require 'lib.block'
local complain = block.complain
local hint = block.hint

local core = pandoc.List{
  'note', 'tip', 'important', 'warning', 'caution', 'sidebar', 'dialogue',
  'turn', 'checklist', 'worksheet', 'field', 'lines', 'choice', 'scale',
  'fill-table', 'drawing', 'columns', 'references', 'glossary', 'listing',
  'matrix', 'page-table',
  'pagebreak', 'screen-only', 'print-only',
}
-- Which filter reads it.
local custom = {
  keypoints = 'keypoints', evidence = 'evidence', risk = 'risk',
  technique = 'technique', case = 'case', exercise = 'exercise',
  answers = 'exercise', circles = 'worksheet', timeline = 'worksheet',
}
local names = pandoc.List(core):clone()
for name in pairs(custom) do
  names:insert(name)
end
names:sort()

-- Is it an alert's own title, as Pandoc has it?
local function in_core(el)
  return el.classes[1] == 'title'
    or el.classes:find_if(function(c) return core:includes(c) end)
end

function Div(el)
  local class = el.classes[1]
  if not class or in_core(el) then
    return nil
  end
  local read, at = el.classes:find_if(function(c) return custom[c] end)
  if read and at > 1 then
    complain(el, 'block-unknown',
      ('"%s" stands before .%s, which must be the first class; ' ..
        'shown as plain content'):format(class, read))
  elseif read then
    complain(el, 'block-unknown',
      ('.%s is left: "%s" is not in the list of filters; ' ..
        'shown as plain content'):format(class, custom[class]))
  else
    complain(el, 'block-unknown',
      ('unknown block ".%s"; shown as plain content%s')
        :format(class, hint(class, names)))
  end
  return nil
end
