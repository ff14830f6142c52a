-- Module vade: places of elements and findings at them.
local suite = require 'lib.suite'
local same, fails = suite.same, suite.fails

same(vade.near('chekclist', {'checklist', 'case'}), 'checklist')
same(select(2, vade.near('chekclist', {'checklist'})),
     '; did you mean "checklist"?')
same(vade.near('zzz', {'checklist'}), nil)
same(select(2, vade.near('zzz', {})), '')
fails(function() vade.error(nil, 'link-page', 'x') end, 'no code "link-page"')
fails(function() vade.error(nil, 'block-nothing', 'x') end, 'no code')
same(vade.line(pandoc.Str 'x'), nil)

function Header(h)
  same(vade.line(h), 11)
  same(vade.file(h), 'sample.md')
end
function Div(d)
  same(vade.line(d), 15)
  -- what is made takes the place of what is being filtered
  same(vade.line(pandoc.Div(d.content)) or 15, 15)
end
