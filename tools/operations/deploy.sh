#!/bin/sh
# Deploys a packaged service, unless the plan of this run says that the stage already has the package. With nothing to
# do it starts no other program: Node.js would cost most of the time of a run in which nothing has changed.
#
# Usage: deploy.sh SERVICE_FOLDER UPSTREAM_SERVICES [OPTIONS]
#
# Before a run, tools/operations/src/commands/plan-deploy.ts writes a file for each service into $TRADEWIND_DEPLOY_PLAN:
# the fingerprint of the version that the stage has, and a message. Packaging writes the fingerprint of the package. The
# message is printed after the run by the plugin of Nx (tools/nx-serverless/src/plugin.ts).
folder=$1
upstreams=$2
shift 2
plan=${TRADEWIND_DEPLOY_PLAN-}
name=${folder##*/}

is_current() {
  [ -n "$plan" ] && [ -r "$plan/$name" ] && [ -r "$folder/.serverless/fingerprint" ] || return 1
  while [ $# -gt 0 ]; do
    case $1 in
      --stage=* | --region=* | --time-limit=* | --wait=* | --allow-*=*) ;;
      --stage | --region | --time-limit | --wait | --allow-*)
        [ $# -gt 1 ] || return 1
        shift
        ;;
      *) return 1 ;; # --force, --help, and options that only the command knows
    esac
    shift
  done
  # A deployment of this run may have changed a parameter that the service reads.
  for upstream in $upstreams; do
    [ ! -e "$plan/$upstream.deployed" ] || return 1
  done
  read -r packaged <"$folder/.serverless/fingerprint"
  read -r deployed <"$plan/$name"
  [ "$packaged" = "$deployed" ]
}

if is_current "$@"; then
  : >"$plan/$name.skipped"
else
  exec node tools/operations/src/commands/deploy.ts "$folder" "$@"
fi
