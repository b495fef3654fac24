# Sameview on your own machine: the bundle that `wrangler deploy` uploads, run by the open-source runtime alone.
#
# `npm run selfhost` copies this file beside the built bundle into build/selfhost and starts it. To run it elsewhere,
# copy that folder and the `workerd` binary, and start in that folder
#
#   ADMIN_TOKEN=… workerd serve config.capnp --socket-addr=http=*:8080 --directory-path=objects=/var/lib/sameview
#
# Put a proxy that ends TLS in front. Everything stored lies in the `objects` folder: stop, copy it, start again is a backup.
@0xd3f1b6c0a5e84792;

using Workerd = import "/workerd/workerd.capnp";
# Made from the bundle: its modules, its compatibility date, and which static files there are.
using Bundle = import "bundle.capnp";

const config :Workerd.Config = (
  services = [
    (name = "front", worker = .front),
    (name = "sameview", worker = .sameview),
    # One SQLite file for each object. Alarms survive a restart, and a crash.
    (name = "objects", disk = (path = "objects", writable = true)),
    (name = "files", disk = (path = "assets")),
  ],
  sockets = [(name = "http", address = "127.0.0.1:8787", http = (), service = "front")]
);

# Serves the static files, which Cloudflare's own layer does there, and hands everything else on.
const front :Workerd.Worker = (
  compatibilityDate = Bundle.compatibilityDate,
  modules = [(name = "front.js", esModule = embed "front.js")],
  bindings = [
    (name = "SAMEVIEW", service = "sameview"),
    (name = "FILES", service = "files"),
    (name = "MANIFEST", json = Bundle.manifest),
  ]
);

const sameview :Workerd.Worker = (
  compatibilityDate = Bundle.compatibilityDate,
  modules = Bundle.modules,
  bindings = [
    (name = "VISITOR", durableObjectNamespace = "VisitorObject"),
    (name = "SITE", durableObjectNamespace = "SiteObject"),
    (name = "LEARNER", durableObjectNamespace = "LearnerObject"),
    (name = "POOL", durableObjectNamespace = "PoolObject"),
    (name = "REPORTS", durableObjectNamespace = "ReportsObject"),
    (name = "AUDIENCE", durableObjectNamespace = "AudienceObject"),
    (name = "ASSETS", service = "front"),
    # Unset means production; without a token the admin API is closed.
    (name = "ENVIRONMENT", fromEnvironment = "ENVIRONMENT"),
    (name = "ADMIN_TOKEN", fromEnvironment = "ADMIN_TOKEN"),
  ],
  # The keys are folder names: change one, and its objects are forgotten.
  durableObjectNamespaces = [
    (className = "VisitorObject", uniqueKey = "sameview-VisitorObject", enableSql = true),
    (className = "SiteObject", uniqueKey = "sameview-SiteObject", enableSql = true),
    (className = "LearnerObject", uniqueKey = "sameview-LearnerObject", enableSql = true),
    (className = "PoolObject", uniqueKey = "sameview-PoolObject", enableSql = true),
    (className = "ReportsObject", uniqueKey = "sameview-ReportsObject", enableSql = true),
    (className = "AudienceObject", uniqueKey = "sameview-AudienceObject", enableSql = true),
  ],
  durableObjectStorage = (localDisk = "objects")
);
