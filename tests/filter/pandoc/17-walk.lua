-- Walks inside elements; changes without a return are lost.
function Para(el)
  el.content:insert(pandoc.Str 'lost')
end
function BlockQuote(el)
  return el:walk{
    Quoted = function(q) return pandoc.Strong(q.content) end,
    Str = function(s) if s.text == 'of' then return {} end end,
    BlockQuote = function() error 'the root is not offered' end,
  }
end
function Header(el)
  local inner = pandoc.walk_inline(pandoc.Span(el.content), {
    Str = function(s) return pandoc.Str(s.text:reverse()) end})
  return pandoc.Header(el.level, inner.content, el.attr)
end
function Image(el)
  el.caption = {pandoc.Str 'new', pandoc.Space(), pandoc.Str 'caption'}
  el.src = 'img/' .. el.src
  el.attributes.width = nil
  return {el, pandoc.LineBreak()}
end
function Span(el)
  if el.classes[1] == 'mark' then
    return pandoc.Span(el.content, {id = 'm', class = 'a b', key = 'w'})
  end
end
