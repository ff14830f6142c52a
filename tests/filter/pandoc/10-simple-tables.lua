-- Old tables and back.
function Table(tbl)
  local simple = pandoc.utils.to_simple_table(tbl)
  simple.aligns[2] = pandoc.AlignCenter
  simple.headers[1] = {pandoc.Plain{pandoc.Emph 'Key'}}
  table.insert(simple.rows, {{pandoc.Plain 'c'}, {pandoc.Plain '3'}, {}})
  return pandoc.utils.from_simple_table(simple)
end
