function Strong(el)
  return el..
end
