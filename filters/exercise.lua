-- exercise.lua – something to do in training, with guidance for the trainer.
--
--   :::: {.exercise title="Two words" minutes="10" for="pairs"}
--   What to do.
--
--   ::: answers
--   What to look for.
--   :::
--   ::::
--
-- Attributes: title (required), minutes (1–600), for = trainer | pairs | group
-- | alone. Of `answers`: title.
--
-- Produces: div .sidebar .exercise with a label such as "Exercise · in pairs ·
-- 10 minutes" and the title; its answers become div .note .answers with the
-- label "For the trainer". Answers outside of an exercise are reported and
-- shown in the same way.

local block = require 'lib.block'
local complain = block.complain

local label, answers_label = 'Exercise', 'For the trainer'
local ways = {
  trainer = 'for the trainer',
  pairs = 'in pairs',
  group = 'in a group',
  alone = 'alone',
}
local way_names = pandoc.List{'trainer', 'pairs', 'group', 'alone'}
local known = block.attributes{'title', 'minutes', 'for'}

local function way_of(el)
  local name = el.attributes['for']
  block.check_word(el, 'for', way_names, 'shown as written')
  return ways[name or ''] or name
end

local function answers(el)
  el.classes:insert(1, 'note')
  el.attributes.label = answers_label
  return el
end

local function is_answers(el)
  return el.classes[1] == 'answers'
end

local function exercise(el)
  if el.classes[1] ~= 'exercise' then
    return nil
  end
  block.check_attributes(el, 'exercise', known)
  block.require_title(el, 'exercise')
  if #el.content == 0 then
    complain(el, 'block-content', '.exercise is empty; shown with its title')
  end
  local words = pandoc.List{label}
  words:extend{way_of(el)}
  words:extend{block.minutes_of(el, 'exercise')}
  el = el:walk{Div = function(inner)
    return is_answers(inner) and answers(inner) or nil
  end}
  el.classes:insert(1, 'sidebar')
  el.attributes.label = table.concat(words, ' · ')
  el.attributes.minutes, el.attributes['for'] = nil, nil
  return el
end

local function stray_answers(el)
  if not is_answers(el) then
    return nil
  end
  complain(el, 'block-content',
    '.answers stands outside of an .exercise; shown here')
  return answers(el)
end

return {{Div = exercise}, {Div = stray_answers}}
