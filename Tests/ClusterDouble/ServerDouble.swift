internal import Cluster
