export { environment } from './environment.ts';
export { variableTypes, type VariableType } from './variable-types.ts';
export { parameter, type Parameter, type ParameterMetadata } from './parameter.ts';
export { parameterReader, type ParameterReader, type ParameterSource } from './parameter-reader.ts';
export { parseParameter } from './parse-parameter.ts';
export { duringInitialization, initialized } from './initialization.ts';
