-- Sections, numbered from a base level.
function Pandoc(doc)
  local blocks = pandoc.Blocks{
    pandoc.Para 'before', pandoc.Header(2, 'A', {'a', {'c'}, {k = 'v'}}), pandoc.Para 'in a',
    pandoc.Header(3, 'A1', {'a1'}), pandoc.Header(3, 'A2', {'a2', {'unnumbered'}}),
    pandoc.Para 'in a2', pandoc.Header(2, 'B', {'b'})}
  doc.blocks = pandoc.utils.make_sections(true, 1, blocks)
  doc.blocks:extend(pandoc.utils.make_sections(false, nil, blocks))
  return doc
end
