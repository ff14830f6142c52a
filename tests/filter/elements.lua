-- Elements: fields, aliases, copies and references, errors (filters.md §2.4).
local suite = require 'lib.suite'
local same, fails = suite.same, suite.fails

-- scalars and aliases
local h = pandoc.Header(2, 'A title', {'id', {'c1', 'c2'}, {k = 'v'}})
same(h.t, 'Header')
same(h.tag, 'Header')
same(h.level, 2)
same(h.identifier, 'id')
same(h.attr.identifier, 'id')
same(h.classes[2], 'c2')
same(h.attributes.k, 'v')
same(h.c, h.content)
same(h.nothing, nil)
same(type(h), 'userdata')
same(type(h.content), 'table')

-- content is one table, changes to it count
same(rawequal(h.content, h.content), true)
h.content:insert(pandoc.Str '!')
same(pandoc.utils.stringify(h), 'A title!')
h.content[1].text = 'The'
same(pandoc.utils.stringify(h), 'The title!')

-- constructors copy
local s = pandoc.Str 'before'
local p = pandoc.Para{s}
s.text = 'after'
same(p.content[1].text, 'before')
local d = pandoc.Div(p)
p.content[1].text = 'later'
same(d.content[1].content[1].text, 'before')

-- assignment keeps what was assigned
local span = pandoc.Span 'x'
span.content = {pandoc.Str 'y'}
fails(function() span.content:insert(pandoc.Str 'z') end, 'nil value')
same(pandoc.utils.stringify(span), 'y')

-- aliases are references, clones are not
local a = pandoc.Para 'one two'
local b, c = a, a:clone()
a.content[1].text = 'ONE'
same(b.content[1].text, 'ONE')
same(c.content[1].text, 'one')

-- coercion, late errors, unknown fields
local code = pandoc.Code 'x'
code.text = 5
same(pandoc.utils.stringify(code), '5')
h.level = '3'
same(pandoc.Div{h}.content[1].level, 3)
fails(function() h.colour = 'red' end, 'unknown property')
fails(function() h.t = 'Para' end, 'read-only')
local para = pandoc.Para 'x'
para.text = 'y'
fails(function() return pandoc.Div{para} end, 'text')

-- equality is structural, blind to how text came about
same(pandoc.Str 'a' == pandoc.Str 'a', true)
same(pandoc.Para 'a b' == pandoc.Para{'a', pandoc.Space(), 'b'}, true)
same(pandoc.Para 'a' == pandoc.Plain 'a', false)
same(pandoc.Header(1, 'a') == pandoc.Header(2, 'a'), false)
same(pandoc.Link('a', 'b') == pandoc.Link('a', 'c'), false)

-- pairs lists properties and methods, no aliases
local names = {}
for k in pairs(pandoc.Link('a', 'b')) do names[#names + 1] = k end
same(table.concat(names, ' '), 'attr clone content show tag target title walk')

-- tostring is Haskell's show
same(tostring(pandoc.Para 'a ä\n"b"'),
     'Para [Str "a",Space,Str "\\228",SoftBreak,Str "\\"b\\""]')
same(tostring(pandoc.Link('x', 'y', 'z', {'i'})),
     'Link ("i",[],[]) [Str "x"] ("y","z")')
same(tostring(pandoc.OrderedList({{'a'}}, {2, 'Decimal'})),
     'OrderedList (2,Decimal,DefaultDelim) [[Plain [Str "a"]]]')

-- every element has a constructor and its own name
for _, el in ipairs{
  pandoc.Plain 'x', pandoc.Para 'x', pandoc.LineBlock{'a', 'b'},
  pandoc.CodeBlock('x', {'i'}), pandoc.RawBlock('html', 'x'),
  pandoc.BlockQuote 'x', pandoc.OrderedList{{'x'}}, pandoc.BulletList{'x'},
  pandoc.DefinitionList{{'t', {'d1', 'd2'}}}, pandoc.HorizontalRule(),
  pandoc.Figure('x', 'caption'), pandoc.Div 'x', pandoc.Space(),
  pandoc.SoftBreak(), pandoc.LineBreak(), pandoc.Emph 'x',
  pandoc.Underline 'x', pandoc.Strong 'x', pandoc.Strikeout 'x',
  pandoc.Superscript 'x', pandoc.Subscript 'x', pandoc.SmallCaps 'x',
  pandoc.Quoted('SingleQuote', 'x'), pandoc.Math('InlineMath', 'x'),
  pandoc.RawInline('html', 'x'), pandoc.Image('x', 'y'), pandoc.Note 'x',
  pandoc.Cite('x', {pandoc.Citation('k', 'NormalCitation')}),
} do
  assert(pandoc[el.t], 'no constructor for ' .. el.t)
  same(el, el:clone())
  same(tostring(el):match '^%w+', el.t)
end

-- constructors are fuzzy, not lax
same(#pandoc.Div{pandoc.Str 'a', pandoc.Str 'b'}.content, 2)
same(#pandoc.Para 'a b'.content, 3)
same(#pandoc.Para{'a b'}.content, 1)
same(pandoc.Str 'y z'.text, 'y z')
fails(function() pandoc.Para(5) end, 'expected, got number')
fails(function() pandoc.Para() end, 'no value')
fails(function() pandoc.Para{pandoc.Para 'x'} end, 'expected, got Block')
fails(function() pandoc.Header('x', 'y') end, 'Integral expected')
fails(function() pandoc.Quoted('Triple', 'x') end, 'QuoteType expected')

-- parts
local list = pandoc.OrderedList({{'a'}, {'b'}}, pandoc.ListAttributes(4))
same(list.start, 4)
list.style = 'LowerRoman'
same(list.listAttributes.style, 'LowerRoman')
list.content[2]:insert(pandoc.Para 'more')
same(#pandoc.Div{list}.content[1].content[2], 2)
local defs = pandoc.DefinitionList{{'t', {'d1', 'd2'}}}
same(pandoc.utils.stringify(defs.content[1][1]), 't')
same(#defs.content[1][2], 2)
local cite = pandoc.Cite('x', {pandoc.Citation('k', 'AuthorInText', 'see', 'p. 1')})
same(cite.citations[1].mode, 'AuthorInText')
same(pandoc.utils.stringify(cite.citations[1].suffix), 'p. 1')
cite.citations[1].id = 'other'
same(pandoc.Para{cite}.content[1].citations[1].id, 'other')
local fig = pandoc.Figure(pandoc.Plain 'x', {short = 's', long = 'long one'}, {'f'})
same(pandoc.utils.stringify(fig.caption.long), 'long one')
same(fig.identifier, 'f')

-- handlers see elements the same way
function Para(el)
  local link = el.content:find_if(function(x) return x.t == 'Link' end)
  if link then
    same(link.target, 'x.md')
    same(link.title, 'T')
  end
end
