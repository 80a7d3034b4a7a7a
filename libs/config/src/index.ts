export { environment } from './environment.ts';
export { kinds, type Kind } from './kinds.ts';
export { parameter, type Parameter, type ParameterNotes } from './parameter.ts';
export { parameterReader, type ParameterReader, type ParameterSource } from './parameter-reader.ts';
export { parseParameter } from './parse-parameter.ts';
