-- Changes tables through references into them.
function Table(tbl)
  for i, spec in ipairs(tbl.colspecs) do
    tbl.colspecs[i] = {i == 1 and 'AlignRight' or spec[1], nil}
  end
  for _, body in ipairs(tbl.bodies) do
    for r, row in ipairs(body.body) do
      row.cells[1].contents = {pandoc.Plain{pandoc.Str('row ' .. r)}}
      row.attr = pandoc.Attr('r' .. r, {r % 2 == 0 and 'even' or 'odd'})
    end
    body.body:insert(pandoc.Row{
      pandoc.Cell{pandoc.Plain 'sum'}, pandoc.Cell({pandoc.Plain '3'}, 'AlignRight'),
      pandoc.Cell({})})
  end
  tbl.caption.long[1].content:insert(pandoc.Str '!')
  tbl.identifier = 'tbl-one'
  return tbl
end
