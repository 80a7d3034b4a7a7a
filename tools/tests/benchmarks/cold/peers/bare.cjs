/** The floor of the floor: the start of Node.js, and a handler that does nothing. */
exports.handler = async () => ({ statusCode: 204 });
