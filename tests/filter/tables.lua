-- Tables and captions (filters.md §2.9).
local suite = require 'lib.suite'
local same, fails = suite.same, suite.fails
local text = pandoc.utils.stringify

local t = pandoc.Table(
  {short = 's', long = 'The caption'},
  {{'AlignLeft', 0.5}, {'AlignDefault', nil}},
  pandoc.TableHead{pandoc.Row{pandoc.Cell 'h1', pandoc.Cell 'h2'}},
  {pandoc.TableBody({pandoc.Row{'a', 'b'}, pandoc.Row{'c', 'd'}},
                    {pandoc.Row{'x', 'y'}}, 1, {'body'})},
  pandoc.TableFoot{}, {'tbl'})
same(t.identifier, 'tbl')
same(text(t.caption.long), 'The caption')
same(text(t.caption.short), 's')
same(t.colspecs[1][1], 'AlignLeft')
same(t.colspecs[1][2], 0.5)
same(t.colspecs[2][2], nil)
same(#t.head.rows, 1)
same(text(t.head.rows[1].cells[2].contents), 'h2')
same(#t.bodies, 1)
same(#t.bodies[1].body, 2)
same(#t.bodies[1].head, 1)
same(t.bodies[1].row_head_columns, 1)
same(t.bodies[1].attr.identifier, 'body')
same(#t.foot.rows, 0)

-- nested references count
t.bodies[1].body[1].cells[1].contents = {pandoc.Plain 'changed'}
t.bodies[1].body[2].cells[2].col_span = 2
t.head.rows[1].attr = {'r1'}
t.caption.long = {pandoc.Plain 'other'}
local u = pandoc.Div{t}.content[1]
same(text(u.bodies[1].body[1].cells[1].contents), 'changed')
same(u.bodies[1].body[2].cells[2].col_span, 2)
same(u.bodies[1].body[2].cells[2].row_span, 1)
same(u.head.rows[1].identifier, 'r1')
same(text(u.caption.long), 'other')
same(text(u.bodies[1].head[1].cells[1].content), 'x')

-- simple tables
local simple = pandoc.SimpleTable('cap', {'AlignLeft', 'AlignRight'}, {0, 0},
  {{pandoc.Plain 'h'}, {pandoc.Plain 'i'}},
  {{{pandoc.Plain '1'}, {pandoc.Plain '2'}}})
local full = pandoc.utils.from_simple_table(simple)
same(full.t, 'Table')
local back = pandoc.utils.to_simple_table(full)
same(text(back.caption), 'cap')
same(back.aligns[2], 'AlignRight')
same(text(back.rows[1][2]), '2')
same(pandoc.utils.from_simple_table(back), full)
fails(function() pandoc.Table('c', 5, {}, {}, {}) end, 'ColSpecs expected')

function Table(el)
  same(#el.bodies[1].body, 1)
  same(el.colspecs[2][1], 'AlignRight')
  same(text(el.head.rows[1].cells[1].contents), 'a')
end
