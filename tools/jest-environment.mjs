import vm from 'node:vm';
import { TestEnvironment } from 'jest-environment-node';

// cspell:ignore DONT -- a name of Node.js
const { createContext } = vm;
const withOrdinaryGlobal = () => createContext(vm.constants.DONT_CONTEXTIFY);

/**
 * Jest's environment for Node.js with an ordinary global object. Jest lets Node.js intercept each access to the global
 * object of a test file, which makes code that reads `Array` or `Math` several times slower:
 * https://nodejs.org/api/vm.html#vmconstantsdont_contextify
 */
export default class OrdinaryGlobalEnvironment extends TestEnvironment {
  constructor(config, context) {
    vm.createContext = withOrdinaryGlobal;
    try {
      super(config, context);
    } finally {
      vm.createContext = createContext;
    }
  }
}
