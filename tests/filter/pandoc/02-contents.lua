-- Shifts headings and puts a list of them in front.
local entries = pandoc.List()
function Header(h)
  h.level = h.level + 1
  h.classes:insert('shifted')
  h.attributes['data-n'] = tostring(#entries + 1)
  entries:insert({pandoc.Plain{pandoc.Link(h.content, '#' .. h.identifier)}})
  return h
end
function Pandoc(doc)
  doc.blocks:insert(1, pandoc.BulletList(entries))
  return doc
end
