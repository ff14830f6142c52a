-- Metadata of every kind, made, changed and taken away.
function Meta(meta)
  meta.title = pandoc.MetaInlines{pandoc.Emph(meta.title)}
  meta.author[#meta.author + 1] = pandoc.Inlines 'Cy Fir'
  meta.draft = nil
  meta.flag = false
  meta.map = {a = 'one', b = {'x', 'y'}}
  meta.abstract = {pandoc.Para 'An abstract.'}
  meta.number = '42'
  meta['header-includes'] = pandoc.MetaBlocks{pandoc.RawBlock('html', '<link>')}
  return meta
end
