import { startConsole } from './tools/local-console/src/server/start-console.ts';
import { readFileSync } from 'node:fs';
const c=await startConsole({workspaceFolder:process.cwd(),port:5190,onInternalError:console.error});
const none=()=>({} as never);
c.serve({cloud:{apiUrl:'http://localhost:3000',endpointUrl:'http://127.0.0.1:4566',credentials:{accessKeyId:'developer',secretAccessKey:'developer'},serviceFolders:[],deployed:()=>new Map(),calls:()=>[],alarms:()=>[],activity:{subscribe:none,traces:none,trace:()=>undefined,logs:none,edges:none}},workspaceFolder:process.cwd(),stateFolder:'/tmp/shop-try'} as never);
console.log(c.consoleUrl);
