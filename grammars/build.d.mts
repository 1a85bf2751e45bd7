/** What the tests take from the build script. */
export function describeOrigin(wasm: Uint8Array): string;
export function describeKinds(wasm: Uint8Array): string;
