/** Names of web frameworks, job queues, schedulers, brokers and Qt, as their documentation and sources give them. */
import type { LibraryNames } from './standard-names.ts';

const QT_BINDINGS = ['PyQt5', 'PyQt6', 'PySide2', 'PySide6', 'qtpy', 'pyqtgraph.Qt'];
const GENERIC_VIEWS = `base.View base.TemplateView base.RedirectView list.ListView detail.DetailView edit.FormView
  edit.CreateView edit.UpdateView edit.DeleteView dates.ArchiveIndexView dates.YearArchiveView dates.MonthArchiveView
  dates.DayArchiveView dates.TodayArchiveView dates.DateDetailView`.split(/\s+/);
const REST_VIEWS = [
  ...['GenericAPIView', 'CreateAPIView', 'ListAPIView', 'RetrieveAPIView', 'DestroyAPIView', 'UpdateAPIView'],
  ...['ListCreateAPIView', 'RetrieveUpdateAPIView', 'RetrieveDestroyAPIView', 'RetrieveUpdateDestroyAPIView'],
].map((name) => `generics.${name}`);
const REST_VIEW_SETS = ['ViewSet', 'GenericViewSet', 'ReadOnlyModelViewSet', 'ModelViewSet'].map(
  (name) => `viewsets.${name}`,
);
const SCHEDULERS = ['background.Background', 'blocking.Blocking', 'asyncio.AsyncIO', 'tornado.Tornado', 'qt.Qt'];
const WATCHDOG_HANDLERS = ['PatternMatchingEventHandler', 'RegexMatchingEventHandler', 'LoggingEventHandler'];

export const FRAMEWORK_NAMES: LibraryNames = {
  aliases: [
    ['flask.app.Flask', 'flask.Flask'],
    ['flask.blueprints.Blueprint', 'flask.Blueprint'],
    ['flask_restx.resource.Resource', 'flask_restx.Resource'],
    ['fastapi.applications.FastAPI', 'fastapi.FastAPI'],
    ['fastapi.routing.APIRouter', 'fastapi.APIRouter'],
    ['fastapi.param_functions', 'fastapi'],
    ['fastapi.background.BackgroundTasks', 'fastapi.BackgroundTasks'],
    ['django.dispatch.dispatcher', 'django.dispatch'],
    ['django.urls.conf', 'django.urls'],
    ['django.core.management.BaseCommand', 'django.core.management.base.BaseCommand'],
    ['django.contrib.admin.options.ModelAdmin', 'django.contrib.admin.ModelAdmin'],
    ['django.template.library.Library', 'django.template.Library'],
    ['django.views.generic.base.View', 'django.views.View'],
    ['django.views.generic.View', 'django.views.View'],
    ['aiohttp.web_app.Application', 'aiohttp.web.Application'],
    ['aiohttp.web_routedef', 'aiohttp.web'],
    ['aiohttp.web_urldispatcher', 'aiohttp.web'],
    ['channels.db.database_sync_to_async', 'asgiref.sync.sync_to_async'],
    ...QT_BINDINGS.map((binding) => [binding, 'qt'] as const),
  ],
  results: {
    'tornado.ioloop.IOLoop.current': 'tornado.ioloop.IOLoop',
    'tornado.ioloop.IOLoop.instance': 'tornado.ioloop.IOLoop',
    'qt.QtCore.QThreadPool.globalInstance': 'qt.QtCore.QThreadPool',
    'anyio.from_thread.start_blocking_portal': 'anyio.abc.BlockingPortal',
    'anyio.create_task_group': 'anyio.abc.TaskGroup',
    'asgiref.sync.async_to_sync': 'asgiref.sync.AsyncToSync',
    'trio.open_nursery': 'trio.Nursery',
  },
  attributes: {
    'aiohttp.web.Application.router': 'aiohttp.web.UrlDispatcher',
  },
  superclasses: {
    'tornado.websocket.WebSocketHandler': 'tornado.web.RequestHandler',
    'tornado.web.StaticFileHandler': 'tornado.web.RequestHandler',
    ...Object.fromEntries(
      GENERIC_VIEWS.flatMap((name) => [
        [`django.views.generic.${name}`, 'django.views.View'],
        [`django.views.generic.${name.slice(name.indexOf('.') + 1)}`, 'django.views.View'],
      ]),
    ),
    'rest_framework.views.APIView': 'django.views.View',
    ...Object.fromEntries(
      [...REST_VIEWS, ...REST_VIEW_SETS].map((name) => [`rest_framework.${name}`, 'rest_framework.views.APIView']),
    ),
    ...Object.fromEntries(
      SCHEDULERS.map((name) => [
        `apscheduler.schedulers.${name}Scheduler`,
        'apscheduler.schedulers.base.BaseScheduler',
      ]),
    ),
    ...Object.fromEntries(
      WATCHDOG_HANDLERS.map((name) => [`watchdog.events.${name}`, 'watchdog.events.FileSystemEventHandler']),
    ),
  },
};
