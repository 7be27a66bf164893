/** `npm start` and `npm run dev`: brings up the data, then serves until it is told to stop. */

import { runServer } from './server.ts';
import { loadEnvironmentFile } from './start-up.ts';

loadEnvironmentFile();
await runServer({ dev: process.argv.includes('--dev') });
