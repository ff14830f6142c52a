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

local block = require 'lib.block'
local complain = block.complain

local label = 'Evidence'
local order = pandoc.List{'high', 'moderate', 'low', 'very-low', 'contested'}
local levels = {
  ['high']      = {word = 'high',      letter = 'A'},
  ['moderate']  = {word = 'moderate',  letter = 'B'},
  ['low']       = {word = 'low',       letter = 'C'},
  ['very-low']  = {word = 'very low',  letter = 'D'},
  ['contested'] = {word = 'contested', letter = '–'},
}
local known = block.attributes{'level', 'title'}

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
  block.check_attributes(el, 'evidence', known)
  local name = el.attributes.level
  local level = levels[name or '']
  if not name then
    complain(el, 'block-attr',
      '.evidence has no level; shown without one (levels: ' ..
      table.concat(order, ', ') .. ')')
  else
    block.check_word(el, 'level', order, 'shown without a letter')
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
