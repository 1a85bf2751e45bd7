/** What asynchronous clients read from servers: awaiting several of these at once gives what awaiting them in turn does. */
import { lastNames } from './last-names.ts';

const READS = 'get head options';

/**
 * By class. Sources: the pages that `pooled-clients.ts` names, https://github.com/openai/openai-python#async-usage and
 * https://github.com/anthropics/anthropic-sdk-python#async-usage
 */
const METHODS: Readonly<Record<string, string>> = {
  'aiohttp.ClientSession': READS,
  'httpx.AsyncClient': READS,
  'openai.AsyncOpenAI': 'chat.completions.create responses.create embeddings.create',
  'anthropic.AsyncAnthropic': 'messages.create',
};

/** Requests that change nothing on the server, by clients that any number of tasks may share. */
export const ASYNC_READS: ReadonlySet<string> = new Set(
  Object.entries(METHODS).flatMap(([cls, names]) => names.split(' ').map((name) => `${cls}.${name}`)),
);

/** Last parts of the names. */
export const READ_METHODS: ReadonlySet<string> = lastNames(ASYNC_READS);

/** What is awaited of an answer that is there. */
export const ANSWER_READS: ReadonlySet<string> = new Set([
  ...['json', 'text', 'read'].map((name) => `aiohttp.ClientResponse.${name}`),
  'httpx.Response.aread',
]);
