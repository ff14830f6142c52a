-- Counts words and puts the number into the metadata.
local words = 0
local count = {
  Str = function(el)
    if el.text:match '%w' then words = words + 1 end
  end,
  Code = function(el)
    local _, n = el.text:gsub('%S+', '')
    words = words + n
  end
}
function Pandoc(doc)
  pandoc.walk_block(pandoc.Div(doc.blocks), count)
  doc.meta.words = tostring(words)
  doc.meta.counts = {all = pandoc.MetaString(tostring(words)), checked = true}
  return doc
end
