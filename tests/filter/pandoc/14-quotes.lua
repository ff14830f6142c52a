-- Quotes to characters, catch-all for inlines, math to code.
return {
  {Quoted = function(el)
    local open, close = '„', '“'
    if el.quotetype == 'SingleQuote' then open, close = '‚', '‘' end
    local content = el.content
    content:insert(1, pandoc.Str(open))
    content:insert(pandoc.Str(close))
    return content
  end},
  {Math = function(el)
    if el.mathtype == 'InlineMath' then
      return pandoc.Code(el.text, pandoc.Attr('', {'math'}))
    end
    return pandoc.RawInline('html', '<b>' .. el.text .. '</b>')
  end},
  {Inline = function(el)
    if el.t == 'LineBreak' then return pandoc.SoftBreak() end
    if el.t == 'SoftBreak' then return pandoc.Space() end
  end}
}
