/** Django's object-relational mapper: which calls read rows, which keep them locked, which write them back. */

/** Attributes of a model that are its managers: https://docs.djangoproject.com/en/stable/topics/db/managers/ */
export const MANAGERS: ReadonlySet<string> = new Set(['objects', '_default_manager', '_base_manager']);

/** Names outside the program that are models: by their module, or as bases for those of the program. */
export const MODEL_NAME = /^django\.(db|contrib\..+)\.models\.(base\.)?\w+$|(^|\.)models?\.(.+\.)?[A-Z]\w*$/;

/** Methods of a query that give one row: https://docs.djangoproject.com/en/stable/ref/models/querysets/ */
export const ROW_READS: ReadonlySet<string> = new Set(
  'get first last latest earliest aget afirst alast alatest aearliest'.split(' '),
);

/** Those that give a row and whether it is new. */
export const ROW_OR_NEW: ReadonlySet<string> = new Set(['get_or_create', 'aget_or_create']);

/** Functions that give one row of the model, manager or query that they are given. */
export const ROW_SHORTCUTS: ReadonlySet<string> = new Set([
  'django.shortcuts.get_object_or_404',
  'django.shortcuts.aget_object_or_404',
]);

/** Keeps the rows locked until the transaction ends, or says that a transaction is retried. */
export const ROW_LOCKS: ReadonlySet<string> = new Set(['select_for_update']);

export const SAVES: ReadonlySet<string> = new Set(['save', 'asave']);
export const EXISTS: ReadonlySet<string> = new Set(['exists', 'aexists']);
export const CREATES: ReadonlySet<string> = new Set(['create', 'acreate']);

/** Expressions that the database computes: https://docs.djangoproject.com/en/stable/ref/models/expressions/ */
export const EXPRESSION_NAME = /^django\.db\.models(\.\w+)*\.[A-Z]\w*$/;
