function Para(el)
  os.execute("true")
end
