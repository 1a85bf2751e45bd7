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

/**
 * Methods of a query that only describe it further: nothing is asked yet. Not `none()`, which is never asked at all.
 * Source: https://docs.djangoproject.com/en/stable/ref/models/querysets/#methods-that-return-new-querysets
 */
export const BUILDERS: ReadonlySet<string> = new Set(
  `filter exclude annotate alias order_by reverse distinct values values_list dates datetimes all union intersection
  difference select_related extra defer only prefetch_related using select_for_update raw iterator`.split(/\s+/),
);

/**
 * Methods of a query, and of a row, that ask the database at once. Each has an asynchronous twin, named `a…`.
 * Source: https://docs.djangoproject.com/en/stable/topics/db/queries/#asynchronous-queries
 */
export const EVALUATIONS: ReadonlySet<string> = new Set(
  `get create get_or_create update_or_create bulk_create bulk_update count in_bulk latest earliest first last aggregate
  exists contains update delete explain`.split(/\s+/),
);
export const ROW_EVALUATIONS: ReadonlySet<string> = new Set(['save', 'delete', 'refresh_from_db']);

/** Functions that ask the database for rows of the model that they are given; each has a twin named `a…`. */
export const QUERY_SHORTCUTS: ReadonlySet<string> = new Set([
  'django.shortcuts.get_object_or_404',
  'django.shortcuts.get_list_or_404',
]);

/**
 * What else connects to the database at once, and is refused where an event loop runs; they have no asynchronous twins.
 * Source: https://docs.djangoproject.com/en/stable/topics/async/#async-safety
 */
export const CONNECTING_CALLS: ReadonlySet<string> = new Set([
  'django.db.connection.cursor',
  'django.db.transaction.on_commit',
  'django.db.transaction.savepoint',
  'django.db.transaction.commit',
  'django.db.transaction.rollback',
]);

/** What connects when a `with` enters it: making it does nothing. */
export const TRANSACTION = 'django.db.transaction.atomic';

/** An environment variable that has Django ask all the same: https://docs.djangoproject.com/en/stable/topics/async/#envvar-DJANGO_ALLOW_ASYNC_UNSAFE */
export const UNSAFE_ALLOWED = 'DJANGO_ALLOW_ASYNC_UNSAFE';
