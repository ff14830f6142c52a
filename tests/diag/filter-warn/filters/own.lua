function Strong(el)
  warn("a strong word")
  io.stderr:write("and more\n")
  print("printed")
end
