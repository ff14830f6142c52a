-- Topdown: code in warnings is left alone, other code is marked.
return {{
  traverse = 'topdown',
  Div = function(el)
    if el.classes:includes 'warning' then
      el.attributes.seen = 'yes'
      return el, false
    end
  end,
  CodeBlock = function(el)
    el.classes = {'lost'}
    return el
  end,
  Code = function(el)
    return pandoc.Code(el.text:upper(), {class = 'up', id = 'c1'})
  end,
  BlockQuote = function(el)
    return pandoc.Div(el.content, {'quote', {'q'}, {{'a', '1'}, {'b', '2'}}})
  end,
  Str = function(el)
    return pandoc.Str(pandoc.text and pandoc.text.upper(el.text) or el.text:upper())
  end,
}}
