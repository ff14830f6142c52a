function Strong(el)
  return pandoc.Strong(pandoc.utils.stringify(el):upper())
end
