function Para(el)
  local deep = el
  for i = 1, 500 do
    deep = pandoc.BlockQuote { deep }
  end
  return deep
end
