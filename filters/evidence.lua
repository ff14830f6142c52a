-- evidence.lua – how sure we are, in a word and a letter.
--
--   ::: {.evidence level="moderate"}    attributes: level (required), title
--   Two trials found … [@key].
--   :::
--
-- Levels: high (A), moderate (B), low (C), very-low (D), contested (–).
--
-- Produces: div .note .evidence with the label "Evidence: moderate (B)", the
-- level, and its letter in `letter`. An unknown level is reported and left
-- without letter. (The level of a whole page is front matter, `evidence:`; its
-- letters are in manual.yaml.)

local label = 'Evidence'
local order = pandoc.List{'high', 'moderate', 'low', 'very-low', 'contested'}
local levels = {
  ['high']      = {word = 'high',      letter = 'A'},
  ['moderate']  = {word = 'moderate',  letter = 'B'},
  ['low']       = {word = 'low',       letter = 'C'},
  ['very-low']  = {word = 'very low',  letter = 'D'},
  ['contested'] = {word = 'contested', letter = '–'},
}
local known = pandoc.List{'level', 'title', 'lang', 'dir'}

-- Findings (these two functions are the same in every filter) ----------------

-- Reports at the element; without vade (in pandoc) on standard error.
local function complain(el, code, text)
  if vade then
    vade.error(el, code, text)
  else
    io.stderr:write('error: ', text, ' [', code, ']\n')
  end
end

-- '; did you mean "level"?' when a word of the list is near.
local function hint(word, list)
  local near = vade and vade.near(word, list)
  return near and ('; did you mean "%s"?'):format(near) or ''
end

-- Attributes that no one reads stay on the block, where writers pass them on.
local function check_attributes(el, block)
  for key in pairs(el.attributes) do
    if not known:includes(key) and not key:match('^data%-') then
      complain(el, 'block-attr',
        ('unknown attribute "%s" of .%s, passed on unread%s')
          :format(key, block, hint(key, known)))
    end
  end
end

local function label_of(level)
  if level.letter == '–' then
    return ('%s: %s'):format(label, level.word)
  end
  return ('%s: %s (%s)'):format(label, level.word, level.letter)
end

function Div(el)
  if el.classes[1] ~= 'evidence' then
    return nil
  end
  check_attributes(el, 'evidence')
  local name = el.attributes.level
  local level = levels[name or '']
  if not name then
    complain(el, 'block-attr',
      '.evidence has no level; shown without one (levels: ' ..
      table.concat(order, ', ') .. ')')
  elseif not level then
    complain(el, 'block-attr',
      ('level "%s" of .evidence is none of %s; shown without a letter%s')
        :format(name, table.concat(order, ', '), hint(name, order)))
  end
  if #el.content == 0 then
    complain(el, 'block-content',
      '.evidence is empty; shown with its label only')
  end
  el.classes:insert(1, 'note')
  el.attributes.label = level and label_of(level)
    or name and ('%s: %s'):format(label, name) or label
  el.attributes.letter = level and level.letter
  return el
end
