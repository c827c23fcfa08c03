#!/bin/sh
# Submits eight children of one array job, and behind it the job that joins their results. Needs the aws command and a
# job queue.
set -eu
queue=$1
aws batch register-job-definition --cli-input-json "file://$(dirname "$0")/aws-batch-job-definition.json"
array=$(aws batch submit-job --job-name optnet-batch --job-queue "$queue" --job-definition optnet-batch \
  --array-properties size=8 --query jobId --output text)
aws batch submit-job --job-name optnet-merge --job-queue "$queue" --job-definition optnet-batch \
  --depends-on "jobId=$array" \
  --container-overrides '{"command": ["merge", "--out=/data/results.npz", "--accept-unsolved"]}'
