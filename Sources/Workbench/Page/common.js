// The workbench's page: common.
