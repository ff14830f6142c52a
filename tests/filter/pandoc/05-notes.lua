-- External links become notes; the link text stays.
function Link(el)
  if el.target:match '^https?://' then
    local note = pandoc.Note{pandoc.Para{pandoc.Str(el.target)}}
    local result = el.content
    result:extend{pandoc.Space(), note}
    return result
  end
  el.attributes = {}
  el.title = el.title .. 'inside'
  return el
end
