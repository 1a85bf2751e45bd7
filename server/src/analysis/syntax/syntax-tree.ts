/** The engine's flat syntax arrays, as the other layers see them; the only import of the grammars. */
export {
  FIELD_MASK,
  FIELD_NAMES,
  FIELD_SHIFT,
  KIND_IS_NAMED,
  KIND_MASK,
  KIND_NAMES,
  MISSING,
  type ParseFailure,
  type Parser,
  type SyntaxTree,
} from '#grammars';
