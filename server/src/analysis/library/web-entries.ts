/** What web frameworks run for each request, and where: in the server's threads, or in a pool beside the event loop. */
import type { Entry, LibraryEntries, Registration, Run } from './entries.ts';

/**
 * Servers of WSGI applications handle each request in a thread: Flask's and Django's own do, so do gunicorn with
 * `--threads`, waitress and mod_wsgi. The one place that says so; `threaded-servers = false` says otherwise.
 * Sources: https://flask.palletsprojects.com/en/stable/api/#flask.Flask.run (`threaded`),
 * https://docs.djangoproject.com/en/stable/ref/django-admin/#cmdoption-runserver-nothreading
 */
const REQUEST: Run = { context: 'thread', runsMany: true, isServed: true };

/**
 * Plain functions run in a pool of threads, those with `async` on the event loop.
 * Sources: https://www.starlette.io/threadpool/, https://fastapi.tiangolo.com/async/#path-operation-functions
 */
const POOL: Run = { context: 'executor', runsMany: true };

/** Handlers of startup and shutdown are called by the loop itself: https://www.starlette.io/events/ */
const LOOP: Run = { context: 'event-loop' };
/** For each connection or request a task on the loop: https://www.starlette.io/websockets/ */
const CONNECTION: Run = { context: 'event-loop', runsMany: true };

const HTTP_METHODS = 'get post put delete patch head options trace';

/** `owner.name` for each name of each owner. */
function named<T>(owners: readonly string[], names: string, value: T): Record<string, T> {
  return Object.fromEntries(
    owners.flatMap((owner) => names.split(/\s+/).map((name) => [`${owner}.${name}`, value] as const)),
  );
}
const given = (run: Run, position: number, keyword: string): Entry => ({
  ...run,
  position,
  keyword,
  starts: 'at-once',
});

const FLASK = ['flask.Flask', 'flask.Blueprint'];
/** Called with the function as their only argument, as decorators and otherwise. */
const FLASK_HOOKS = `before_request after_request teardown_request context_processor url_value_preprocessor url_defaults
  teardown_appcontext before_app_request after_app_request teardown_app_request app_context_processor`;
const FLASK_DECORATORS = `route get post put delete patch errorhandler endpoint app_errorhandler template_filter
  template_test template_global app_template_filter app_template_test app_template_global`;

const STARLETTE = ['starlette.applications.Starlette', 'starlette.routing.Router'];
const FASTAPI = ['fastapi.FastAPI', 'fastapi.APIRouter'];

export const WEB_ENTRIES: LibraryEntries = {
  calls: {
    ...named(FLASK, FLASK_HOOKS, given(REQUEST, 0, 'f')),
    ...named(FLASK, 'add_url_rule', given(REQUEST, 2, 'view_func')),
    ...named(FLASK, 'register_error_handler', given(REQUEST, 1, 'f')),

    // https://docs.djangoproject.com/en/stable/ref/urls/
    'django.urls.path': given(REQUEST, 1, 'view'),
    'django.urls.re_path': given(REQUEST, 1, 'view'),
    'django.conf.urls.url': given(REQUEST, 1, 'view'),

    ...named(STARLETTE, 'add_route', given(POOL, 1, 'route')),
    ...named(FASTAPI, 'add_api_route', given(POOL, 1, 'endpoint')),
    ...named([...STARLETTE, ...FASTAPI], 'add_exception_handler', given(POOL, 1, 'handler')),
    ...named([...STARLETTE, ...FASTAPI], 'add_event_handler', given(LOOP, 1, 'func')),
    'starlette.routing.Route': given(POOL, 1, 'endpoint'),
    'starlette.background.BackgroundTask': given(POOL, 0, 'func'),
    // https://fastapi.tiangolo.com/tutorial/background-tasks/
    'starlette.background.BackgroundTasks.add_task': given(POOL, 0, 'func'),
    'fastapi.BackgroundTasks.add_task': given(POOL, 0, 'func'),
    // https://fastapi.tiangolo.com/async/#dependencies
    'fastapi.Depends': given(POOL, 0, 'dependency'),
    'fastapi.Security': given(POOL, 0, 'dependency'),
    'starlette.concurrency.run_in_threadpool': given({ context: 'executor' }, 0, 'func'),
    'fastapi.concurrency.run_in_threadpool': given({ context: 'executor' }, 0, 'func'),
  },
  decorators: {
    ...named<Registration>(FLASK, `${FLASK_DECORATORS} ${FLASK_HOOKS}`, REQUEST),
    // Plain views run in threads: https://quart.palletsprojects.com/en/latest/how_to_guides/sync_code.html
    ...named<Registration>(['quart.Quart', 'quart.Blueprint'], 'route get post put delete patch', POOL),
    // In the thread that sends the signal, which is a request's: https://docs.djangoproject.com/en/stable/topics/signals/
    'django.dispatch.receiver': REQUEST,
    'django.template.Library.filter': REQUEST,
    'django.template.Library.simple_tag': REQUEST,
    'django.template.Library.inclusion_tag': REQUEST,
    // https://www.django-rest-framework.org/api-guide/views/#function-based-views
    'rest_framework.decorators.api_view': { ...REQUEST, isReplaced: true },
    'rest_framework.decorators.action': REQUEST,

    ...named<Registration>(STARLETTE, 'route exception_handler', POOL),
    ...named<Registration>(FASTAPI, `${HTTP_METHODS} api_route route exception_handler`, POOL),
    ...named<Registration>([...STARLETTE, ...FASTAPI], 'on_event', LOOP),
    ...named<Registration>([...STARLETTE, ...FASTAPI], 'websocket websocket_route middleware', CONNECTION),
  },
  overrides: {
    ...named(['flask.views.View'], 'dispatch_request', REQUEST),
    ...named(['flask.views.MethodView', 'flask_restful.Resource', 'flask_restx.Resource'], HTTP_METHODS, REQUEST),
    // https://docs.djangoproject.com/en/stable/ref/class-based-views/
    ...named(
      ['django.views.View'],
      `${HTTP_METHODS} setup dispatch get_queryset get_context_data get_object form_valid form_invalid get_success_url`,
      REQUEST,
    ),
    ...named(
      ['django.utils.deprecation.MiddlewareMixin'],
      'process_request process_view process_response process_exception process_template_response',
      REQUEST,
    ),
    ...named(['django.contrib.admin.ModelAdmin'], 'save_model delete_model get_queryset changelist_view', REQUEST),
    // https://www.django-rest-framework.org/api-guide/viewsets/
    ...named(
      ['rest_framework.views.APIView'],
      'list create retrieve update partial_update destroy perform_create perform_update perform_destroy initial',
      REQUEST,
    ),
    'django.core.management.base.BaseCommand.handle': { context: 'main' },
    // https://www.starlette.io/endpoints/
    ...named(['starlette.endpoints.HTTPEndpoint'], HTTP_METHODS, POOL),
  },
};
