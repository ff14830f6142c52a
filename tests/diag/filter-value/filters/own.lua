function Strong(el)
  return pandoc.Para{pandoc.Str "a block in a line"}
end
