-- pandoc.utils, text, path, mediabag, versions, globals.
local suite = require 'lib.suite'
local same, fails = suite.same, suite.fails
local u = pandoc.utils

same(u.stringify(pandoc.Para{'a', pandoc.Space(), pandoc.Code 'b',
  pandoc.LineBreak(), pandoc.Note 'n', pandoc.RawInline('html', 'r'),
  pandoc.Quoted('DoubleQuote', 'q'), pandoc.Image('alt', 'x')}), 'a b “q”alt')
same(u.stringify{pandoc.Para 'a', pandoc.Para 'b'}, 'ab')
same(u.stringify{'a', pandoc.Str 'b', 'c'}, 'abc')
same(u.stringify(5), '5')
same(u.stringify(true), 'true')
same(u.stringify{k = pandoc.Inlines 'v', l = 'w'}, 'vw')
same(u.stringify(pandoc.CodeBlock 'x'), '')
same(u.sha1 'abc', 'a9993e364706816aba3e25717850c26c9cd0d89d')
same(u.sha1 '', 'da39a3ee5e6b4b0d3255bfef95601890afd80709')
same(u.sha1(('a'):rep(1000)), '291e9a6c66994949b57ba5e650361e98fc36b1ba')
same(u.to_roman_numeral(1994), 'MCMXCIV')
same(u.normalize_date '3 March 2021', '2021-03-03')
same(u.normalize_date '03/04/2021', '2021-03-04')
same(u.normalize_date 'Mar 2021', '2021-03-01')
same(u.normalize_date 'never', nil)
same(u.equals({1}, {1}), false)
same(u.equals(pandoc.Str 'a', pandoc.Str 'a'), true)
same(u.type(nil), 'nil')
same(u.type(pandoc.Div 'x'), 'Block')
same(u.type(pandoc.Str 'x'), 'Inline')
same(u.type(pandoc.Pandoc{}), 'Pandoc')
same(tostring(u.blocks_to_inlines{pandoc.Para 'a', pandoc.Para 'b'}),
     '[Str "a",LineBreak,Str "b"]')

local text = require 'text'
same(text.upper 'straße é', 'STRASSE É')
same(text.lower 'ÄÖ', 'äö')
same(text.len 'äöü', 3)
same(text.sub('äöü', 2, -2), 'ö')
same(text.sub('äöü', -1), 'ü')
same(text.sub('äöü', 3, 2), '')
same(text.reverse 'aäb', 'bäa')
same(require 'pandoc.text'.len 'ä', 1)

local path = pandoc.path
same(path.join{'a', 'b', 'c.md'}, 'a/b/c.md')
same(path.directory 'a/b.c', 'a')
same(path.directory 'b.c', '.')
same(path.filename 'a/b.c', 'b.c')
same(select(2, path.split_extension 'a.b/c.tar.gz'), '.gz')
same(path.split_extension 'a.b/c', 'a.b/c')
same(path.normalize 'a//./b', 'a/b')
same(path.make_relative('a/b/c', 'a'), 'b/c')
same(path.make_relative('x/c', 'a'), 'x/c')
same(table.concat(path.split 'a/b/c', '|'), 'a|b|c')
same(path.is_absolute '/x', true)

local bag = pandoc.mediabag
bag.insert('a.svg', 'image/svg+xml', '<svg/>')
same(select(2, bag.lookup 'a.svg'), '<svg/>')
same(bag.list()[1].length, 6)
same(bag.lookup 'b', nil)
bag.delete 'a.svg'
same(#bag.list(), 0)

same(tostring(PANDOC_VERSION), '3.5')
same(PANDOC_VERSION[1], 3)
same(PANDOC_VERSION >= '2.19', true)
same(PANDOC_VERSION > {3, 4, 9}, true)
same(PANDOC_VERSION == pandoc.types.Version '3.5', true)
same(PANDOC_API_VERSION[2], 23)
same(PANDOC_VERSION:must_be_at_least '3.0', nil)
fails(function() PANDOC_VERSION:must_be_at_least '99.1' end, '99.1')
same(FORMAT, 'html')
same(PANDOC_SCRIPT_FILE, 'tests/filter/utils.lua')
same(#PANDOC_STATE.input_files, 1)
same(PANDOC_WRITER_OPTIONS.toc_depth, 3)
same(PANDOC_READER_OPTIONS.columns, 80)
same(u.stringify(pandoc.read('*a* b', 'markdown').blocks), 'a b')
same(pandoc.write(pandoc.Pandoc(pandoc.Para 'x'), 'text'):match 'x', 'x')
