export { environment } from './environment.ts';
export { parameterReader, type ParameterReader, type ParameterSource } from './parameter-reader.ts';
