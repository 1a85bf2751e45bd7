/** What a worker thread of the command line runs. */
import { rules } from '#rules';
import { serveAsWorker } from './checking/run-files.ts';

serveAsWorker(rules);
