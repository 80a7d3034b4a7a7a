export { EACH, type Condition, type FilterPattern, type Selector } from './filter-pattern.ts';
export { matches, selected } from './matches.ts';
export { conditionsOf, parseFilterPattern, selectorOf } from './parse-filter-pattern.ts';
