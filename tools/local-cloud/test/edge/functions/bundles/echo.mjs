let calls = 0;

export const handler = async (event, context) => {
  calls += 1;
  console.log('called', calls);
  return {
    event,
    calls,
    clientContext: context.clientContext,
    functionName: context.functionName,
    remainingMillis: context.getRemainingTimeInMillis(),
    environment: { ...process.env },
  };
};
